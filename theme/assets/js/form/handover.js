/* How a finished case leaves the form: one pure function a kind of forge, and one for mail.
   Each takes the configuration and the file and gives the address to open and the text to put on the clipboard, either may be empty. */

export const LIMIT = 6000;
/* Most bytes of an address, encoded. Beyond, forges and browsers cut or refuse it. */
export const MAIL_LIMIT = 1800;
/* Most bytes of a mailto address: older mail programs on Windows take about 2,000. */

const code = encodeURIComponent;
const length = (url) => new TextEncoder().encode(url).length;
const ways = {
  github: { add: "/new/{branch}?filename={path}", value: "&value=", change: "/edit/{branch}/" },
  forgejo: { add: "/_new/{branch}/?filename={path}", value: "&value=", change: "/_edit/{branch}/" },
  gitlab: { add: "/-/new/{branch}?file_name={path}", value: "", change: "/-/edit/{branch}/" },
};
const steps = (path) => path.split("/").map(code).join("/");

/* GitHub and Forgejo fill in name and text from the address; GitLab ignores a text. An edit page takes none anywhere. */
export function toForge(forge, file) {
  const way = ways[forge.kind];
  const home = forge.url.replace(/\/+$/, "");
  const fill = (part) => home + part.replace("{branch}", steps(forge.branch)).replace("{path}", code(file.path));
  if (file.exists) return { url: fill(way.change) + steps(file.path), clipboard: file.text };
  const empty = fill(way.add);
  const filled = way.value ? empty + way.value + code(file.text) : "";
  return filled && length(filled) <= LIMIT ? { url: filled, clipboard: "" } : { url: empty, clipboard: file.text };
}

/* A mail with the text in it; where that is too long for an address, a short mail that asks for the saved file. */
export function toMail(mailbox, subject, text, short) {
  const url = (body) => "mailto:" + mailbox + "?subject=" + code(subject) + "&body=" + code(body.replace(/\n/g, "\r\n"));
  return length(url(text)) <= MAIL_LIMIT ? { url: url(text), clipboard: "", attach: false } : { url: url(short), clipboard: text, attach: true };
}
