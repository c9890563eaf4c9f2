/* Of `citynet-kb serve`, never published: loads the page again as soon as the preview has another state to show. */
const script = document.currentScript;
const shown = new URL(script.src).searchParams.get("stand");
let isAsking = false;

async function ask() {
  if (isAsking || document.hidden) return;
  isAsking = true;
  try {
    const answer = await fetch(new URL(`stand?seit=${shown}`, script.src), { cache: "no-store" });
    if (answer.ok && (await answer.text()) !== shown) {
      location.reload();
      return;
    }
    isAsking = false;
    ask();
  } catch {
    isAsking = false; // the server has ended, or starts again
    setTimeout(ask, 1000);
  }
}

document.addEventListener("visibilitychange", ask);
ask();
