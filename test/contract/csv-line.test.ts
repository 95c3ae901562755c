import { expect, test } from "vitest";
import { csvLine } from "../../main/adapters/csv-line.ts";

test("cells are quoted where RFC 4180 wants it", () => {
  expect(csvLine([1, null, "a b", 'say "no"', "a,b", "two\nlines"])).toBe(
    '1,,a b,"say ""no""","a,b","two\nlines"\r\n',
  );
});

test("what a spreadsheet would calculate stays text", () => {
  for (const begin of ["=", "+", "-", "@", "\t", "\r"]) {
    expect(csvLine([`${begin}1+1`])).toMatch(/^"?'/);
  }
  expect(csvLine(['=HYPERLINK("x")'])).toBe('"\'=HYPERLINK(""x"")"\r\n');
  expect(csvLine([-1, "a=b"])).toBe("-1,a=b\r\n");
});
