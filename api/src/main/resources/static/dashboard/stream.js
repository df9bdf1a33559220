// EventSource can't send an Authorization header, and a token does not belong in a URL that servers log: so the stream is
// read with fetch. It reconnects by itself, with a growing pause.

export class Refused extends Error {}

export async function follow(url, token, { onFrame, onLost, signal }) {
  let pause = 500;
  while (!signal.aborted) {
    try {
      const response = await fetch(url, { headers: { Authorization: `Bearer ${token}`, Accept: "text/event-stream" }, signal });
      if (response.status === 401 || response.status === 403) throw new Refused((await problem(response)).detail);
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      for await (const data of events(response.body)) {
        pause = 500;
        onFrame(JSON.parse(data));
      }
    } catch (error) {
      if (error instanceof Refused) throw error;
      if (signal.aborted) return;
    }
    onLost();
    await new Promise((resolve) => setTimeout(resolve, pause));
    pause = Math.min(pause * 2, 5000);
  }
}

async function problem(response) {
  try {
    return await response.json();
  } catch {
    return { detail: `The platform answered ${response.status}.` };
  }
}

async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const data = block.split("\n").filter((line) => line.startsWith("data:")).map((line) => line.slice(5)).join("\n");
      if (data) yield data;
    }
  }
}
