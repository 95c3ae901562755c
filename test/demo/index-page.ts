import type { Stop } from "../e2e/tour.ts";

/** The pictures of one run at one size, files relative to the page, and the mails that it sent. */
export interface Album {
  readonly name: string;
  readonly pictures: readonly (Stop & { readonly file: string })[];
  readonly mails: readonly { readonly subject: string; readonly text: string }[];
}

/** An HTML page that shows every picture with its caption, size by size, and the mails once. */
export function indexPage(albums: readonly Album[]): string {
  const sections = albums.map(
    ({ name, pictures }) => `<h2>${name}</h2>
<div class="pictures">
${pictures.map(figure).join("\n")}
</div>`,
  );
  const mails = (albums[0]?.mails ?? []).map(
    ({ subject, text }) => `<h3>${escaped(subject)}</h3>\n<pre>${escaped(text)}</pre>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Enrolment kiosk: every screen</title>
<style>
body { font-family: sans-serif; margin: 2rem; background: #f4f5f7; color: #1a1a1a; }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(22rem, 1fr)); gap: 1.5rem; }
figure { margin: 0; }
img { width: 100%; border: 1px solid #b8bec8; background: white; }
figcaption { margin-top: .4rem; }
pre { background: white; border: 1px solid #b8bec8; padding: 1rem; white-space: pre-wrap; }
</style>
<h1>Enrolment kiosk: every screen</h1>
<p><a href="screens/index.html">Every screen in every language and theme</a></p>
${sections.join("\n")}
<h2>Mails</h2>
${mails.join("\n")}
</html>
`;
}

function figure({ file, screenId, what }: Album["pictures"][number]): string {
  const caption = `${screenId}: ${escaped(what)}`;
  return `<figure><a href="${file}"><img src="${file}" alt="${caption}" loading="lazy"></a><figcaption>${caption}</figcaption></figure>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
