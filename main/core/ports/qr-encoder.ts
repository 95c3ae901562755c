/** A QR symbol (ISO/IEC 18004, level M) of `text`: its rows, "1" black and "0" white, without quiet zone. */
export type QrEncoder = (text: string) => readonly string[];
