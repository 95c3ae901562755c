import qrcode from "qrcode";
import type { QrEncoder } from "../core/ports/qr-encoder.ts";

/** Above this version the modules get too small for the camera of an old phone: it has 57 modules a side. */
const largestVersion = 10;

/** Throws for a text that needs more than version 10 (213 bytes at level M), which the kiosk's URIs never do. */
export const qrcodeEncoder: QrEncoder = (text) => {
  const { modules, version } = qrcode.create(text, { errorCorrectionLevel: "M" });
  if (version > largestVersion) throw new RangeError("The text is too long for the kiosk's QR");
  const side = Array.from({ length: modules.size }, (_, at) => at);
  return side.map((row) => side.map((column) => (modules.get(row, column) ? "1" : "0")).join(""));
};
