import path from "node:path";
import { firstLoadBytes } from "../../build/first-load.ts";
import { projectRoot } from "../e2e/kiosk.ts";
import { echoFigures } from "./echo-figures.ts";
import { operationsFigures } from "./operations-figure.ts";
import { windowFigures } from "./window-figures.ts";
import { table } from "./figures.ts";

console.log("Measuring; a minute or two. The floor of each figure is taken in turn with it.\n");
const kilobytes = firstLoadBytes(path.join(projectRoot, "dist/renderer")) / 1_000;
const figures = [
  ...(await windowFigures()),
  ...(await echoFigures()),
  ...(await operationsFigures()),
  {
    name: "first load, JS+CSS gzipped, without fonts",
    measured: `${kilobytes.toFixed(0)} kB`,
    floor: "-",
    ratio: "-",
    aim: "<= 60 kB",
  },
];
console.log(table(figures));
