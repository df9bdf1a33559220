import { follow, Refused } from "./stream.js";

// Who looks, and whether what is shown is fresh: the same on every page.

export const element = (id) => document.getElementById(id);

let connection;
let begun;

/** Shows the page to whoever has a token, or asks for one; `show` gets it. */
export function begin(show) {
  begun = show;
  // The token comes in the fragment, which browsers never send anywhere; it is taken out of the address at once.
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) {
    sessionStorage.setItem("token", given);
    history.replaceState(null, "", location.pathname);
  }
  element("sign-in").querySelector("form").addEventListener("submit", signIn);
  element("sign-out").addEventListener("click", () => ask(""));
  const token = sessionStorage.getItem("token");
  if (token) open(token);
  else ask("");
}

function signIn(event) {
  event.preventDefault();
  const token = element("token").value.trim();
  sessionStorage.setItem("token", token);
  open(token);
}

function open(token) {
  element("sign-in").hidden = true;
  element("board").hidden = false;
  element("sign-out").hidden = false;
  begun(token);
}

export function ask(reason) {
  connection?.abort();
  sessionStorage.clear();
  element("board").hidden = true;
  element("sign-out").hidden = true;
  element("sign-in").hidden = false;
  element("sign-in-error").textContent = reason;
  badge("connecting", "signed out");
}

/** Follows a stream until another one is followed; whoever is refused is asked for a token. */
export async function watch(url, token, onFrame) {
  connection?.abort();
  connection = new AbortController();
  badge("connecting", "connecting");
  try {
    await follow(url, token, { onFrame, onLost: () => badge("lost", "connection lost"), signal: connection.signal });
  } catch (error) {
    if (error instanceof Refused) ask(error.message);
    else throw error;
  }
}

export function badge(state, text) {
  const badge = element("freshness");
  badge.dataset.state = state;
  if (badge.textContent !== text) badge.textContent = text;
}
