import { echoFigure, windowFigures } from "./window-figures.ts";
import { operationsFigures } from "./operations-figure.ts";
import { rendererKilobytes } from "./renderer-size.ts";
import { table } from "./figures.ts";

console.log("Measuring; a minute or two. The floor of each figure is taken in turn with it.\n");
const kilobytes = await rendererKilobytes();
const figures = [
  ...(await windowFigures()),
  await echoFigure(),
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
