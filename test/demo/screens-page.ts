/** One screen in one language and theme; the file lies beside the page. */
export interface ScreenPicture {
  readonly id: string;
  readonly what: string;
  readonly language: string;
  readonly theme: string;
  readonly file: string;
}

/** An HTML page with a row of pictures for each screen, and a choice of languages and themes. */
export function screensPage(pictures: readonly ScreenPicture[]): string {
  const rows = Map.groupBy(
    [...pictures].sort((one, other) => one.id.localeCompare(other.id)),
    ({ id }) => id,
  );
  const choice = (name: "language" | "theme"): string => {
    const values = [...new Set(pictures.map((picture) => picture[name]))];
    const options = values.map((value) => `<option>${value}</option>`).join("");
    return `<label>${name} <select name="${name}"><option value="">all</option>${options}</select></label>`;
  };
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Every screen in every language and theme</title>
<style>
body { font-family: sans-serif; margin: 2rem; background: #f4f5f7; color: #1a1a1a; }
form { position: sticky; top: 0; padding: .5rem 0; background: #f4f5f7; }
.row { display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 1rem; }
figure { margin: 0; }
figure[hidden] { display: none; }
img { width: 100%; border: 1px solid #b8bec8; }
</style>
<h1>Every screen in every language and theme</h1>
<form>${choice("language")} ${choice("theme")}</form>
${[...rows.values()].map(row).join("\n")}
<script>
const form = document.forms[0];
form.addEventListener("change", () => {
  for (const figure of document.querySelectorAll("figure")) {
    figure.hidden = ["language", "theme"].some(
      (name) => form.elements[name].value !== "" && form.elements[name].value !== figure.dataset[name],
    );
  }
});
</script>
</html>
`;
}

function row(pictures: readonly ScreenPicture[]): string {
  const [first] = pictures;
  return `<h2>${first?.id ?? ""}: ${first?.what ?? ""}</h2>
<div class="row">
${pictures.map(figure).join("\n")}
</div>`;
}

function figure({ id, language, theme, file }: ScreenPicture): string {
  const caption = `${language}, ${theme}`;
  return `<figure data-language="${language}" data-theme="${theme}"><a href="${file}"><img src="${file}" alt="${id}, ${caption}" loading="lazy"></a><figcaption>${caption}</figcaption></figure>`;
}
