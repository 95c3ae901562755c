// The floor of every figure: the same runtime with one window, one page of one button, one empty bridge call.
const path = require("node:path");
const { app, BrowserWindow, ipcMain, protocol } = require("electron");

const page = `<!doctype html><meta charset="utf-8"><title>blank</title>
<main data-screen-id="blank"><button>a</button><output></output></main><script src="page.js"></script>`;
const script = `const output = document.querySelector("output");
document.querySelector("button").addEventListener("click", () => { output.textContent += "a"; });`;

protocol.registerSchemesAsPrivileged([
  { scheme: "app", privileges: { standard: true, secure: true } },
]);
ipcMain.handle("empty", () => null);
app.on("window-all-closed", () => app.quit());
app.whenReady().then(async () => {
  protocol.handle("app", (request) =>
    request.url.endsWith("page.js")
      ? new Response(script, { headers: { "content-type": "text/javascript" } })
      : new Response(page, { headers: { "content-type": "text/html" } }),
  );
  const window = new BrowserWindow({
    kiosk: true,
    show: false,
    webPreferences: { preload: path.join(__dirname, "preload.cjs"), sandbox: true },
  });
  window.once("ready-to-show", () => window.show());
  await window.loadURL("app://kiosk/index.html");
});
