/* The draft in this browser: written only after something was typed, until the writer deletes it. */

export function draftAt(key) {
  const place = location.pathname + "#entwurf" + key;
  return {
    read() {
      try {
        const found = JSON.parse(localStorage.getItem(place));
        return found && typeof found.entries === "object" ? found : null;
      } catch (problem) {
        return null; // storage is switched off, or holds something else
      }
    },
    write(content) {
      try {
        localStorage.setItem(place, JSON.stringify(content));
        return true;
      } catch (problem) {
        return false; // storage is switched off or full
      }
    },
    remove() {
      try {
        localStorage.removeItem(place);
      } catch (problem) {
        // nothing was stored then
      }
    },
  };
}
