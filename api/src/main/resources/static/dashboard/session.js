import { follow, Refused } from "./stream.js";

// Who looks, and whether what is shown is fresh: the same on every page.

export const element = (id) => document.getElementById(id);

const PAGES = [["/", "Credits"], ["/inventory.html", "Inventory"], ["/docs", "API"], ["/metrics", "Metrics"]];

let connection;
let begun;

/** What every page begins with: where else to go, and who is looking. */
function head() {
  const here = location.pathname === "/index.html" ? "/" : location.pathname;
  const links = PAGES.filter(([href]) => href !== here).map(([href, name]) => `<a href="${href}">${name}</a>`).join("");
  document.body.insertAdjacentHTML("afterbegin", `
  <header>
    <a class="brand" href="/"><img src="/dashboard/icon.svg" alt="" width="28" height="28">Tributary</a>
    <span id="freshness" class="badge" data-state="connecting" role="status" aria-live="polite">connecting</span>
    <nav>${links}<button id="sign-out" type="button" hidden>Sign out</button></nav>
  </header>

  <main id="sign-in" hidden>
    <form class="card">
      <h1>Who is looking?</h1>
      <p>Paste a bearer token. The operator’s comes from <code>./tributary token</code>, a tenant’s from
        <code>./tributary token --tenant T</code>.</p>
      <label for="token">Token</label>
      <input id="token" name="token" autocomplete="off" spellcheck="false" required>
      <p id="sign-in-error" class="error" role="alert"></p>
      <button type="submit">Show it</button>
    </form>
  </main>`);
}

/** Shows the page to whoever has a token, or asks for one; `show` gets it. */
export function begin(show) {
  head();
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
