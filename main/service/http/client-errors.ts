import type { Socket } from "node:net";
import type { ServiceError } from "../../network/protocol.ts";

/** What isn't HTTP, is too long or too slow never becomes a request: the connection gets a line, and ends. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  // ECONNRESET: nobody is there any more.
  if (error.code === "ECONNRESET" || !socket.writable || socket.bytesWritten > 0) {
    socket.destroy(error);
    return;
  }
  const [status, code] = statusOf(error.code);
  const body = JSON.stringify({ error: code });
  const head = [
    `HTTP/1.1 ${status}`,
    "Connection: close",
    "Content-Type: application/json; charset=utf-8",
    `Content-Length: ${String(Buffer.byteLength(body))}`,
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

function statusOf(code: string | undefined): readonly [status: string, error: ServiceError] {
  if (code === "HPE_HEADER_OVERFLOW") return ["431 Request Header Fields Too Large", "too-large"];
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return ["408 Request Timeout", "malformed"];
  return ["400 Bad Request", "malformed"];
}
