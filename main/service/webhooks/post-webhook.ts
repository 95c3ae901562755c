import { request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import type { SignedWebhook } from "./sign-webhook.ts";

/** Hands a webhook over; answers whether it was taken: with a status of 200 to 299. It never rejects. */
export type PostWebhook = (webhook: SignedWebhook) => Promise<boolean>;

/** The other side only notes what it is told. */
const patienceMs = 15_000;

/** `ca`: PEM of the authorities of its certificate; null: those that Node brings. Redirects aren't followed. */
export function postWebhookTo(url: URL, ca: string | null): PostWebhook {
  const request = url.protocol === "http:" ? requestPlain : requestSecure;
  return ({ headers, body }) => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const asked = request(
      url,
      {
        ...{ method: "POST", signal: AbortSignal.timeout(patienceMs) },
        headers: { ...headers, "content-length": String(Buffer.byteLength(body)) },
        ...(ca !== null && { ca }),
      },
      (response) => {
        const { statusCode = 0 } = response;
        // Its words are of no interest, and may be endless.
        response.destroy();
        resolve(statusCode >= 200 && statusCode < 300);
      },
    );
    asked.once("error", () => {
      resolve(false);
    });
    asked.end(body);
    return promise;
  };
}
