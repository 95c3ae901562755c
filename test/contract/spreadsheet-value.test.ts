import { expect, test } from "vitest";
import { spreadsheetValue } from "../../main/adapters/customers-file/spreadsheet-value.ts";

test.each([
  ...["9.998E+11", "1E+05", "1.00E+05", "1E-05", "1e+5", "12,345", "1,234,567", "1.5", "0.1"],
  ...["12345.0", "-5", "¥1,234", "12%", ".5", "1,234.50", "9,998E+11"],
])("%s is a number that a spreadsheet wrote", (id) => {
  expect(spreadsheetValue(id)).toBe("number");
});

test.each([
  ...["2025/1/2", "2025/01/02", "2025/1/2 0:00", "1/2", "1-Apr", "01-Apr", "Apr-01", "Jan-25"],
  ...["2-Jan-25", "2-Jan-2025", "Sep-02", "1月2日", "2025年1月2日", "2025年1月", "9月2日"],
  ...["2025-01-02", "2025-1-2", "2025-01-02 00:00:00", "01-02-2025", "12:30", "12:30:00"],
  ...["R7.1.2", "令和7年1月2日", "H31.4.30", "1.2.2025", "April-01", "0:00", "1:00 AM"],
])("%s is a date or time that a spreadsheet wrote", (id) => {
  expect(spreadsheetValue(id)).toBe("date");
});

test.each([
  ...["#NAME?", "#####", "#REF!", "#N/A", "#DIV/0!", "#VALUE!", "TRUE", "false", "NULL", "NaN"],
  ...["=A1", "'0001", "=1+1"],
])("%s is a value of a spreadsheet", (id) => {
  expect(spreadsheetValue(id)).toBe("value");
});

test.each([
  ...["taro0001", "999800000001", "0001", "1E5", "12-3456", "C-1", "a.b", "demo-taro", "w1"],
  ...["apr2025", "mar01", "r7", "123-4567", "001-1234567", "2025", "true1"],
])("%s is an ID", (id) => {
  expect(spreadsheetValue(id)).toBeNull();
});
