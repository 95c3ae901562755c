import { readFileSync } from "node:fs";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import type { ServiceConfig } from "../config/service-config.ts";
import type { Log } from "../core/ports/log.ts";
import { makeDeliverWebhooks } from "../service/webhooks/deliver-webhooks.ts";
import { postWebhookTo } from "../service/webhooks/post-webhook.ts";
import { webhookSecrets } from "../service/webhooks/sign-webhook.ts";
import type { ServiceStores } from "./service-stores.ts";

/** Why the internet bank can't be told of changes: the file of the configuration holds no secret. */
export type WebhooksFault = "webhook-secret";

/** The delivery of the webhooks' outbox; without `webhooks` in the configuration, one that does nothing. */
export function webhookDelivery(
  { webhooks }: Pick<ServiceConfig, "webhooks">,
  { network, clock }: Pick<ServiceStores, "network" | "clock">,
  log: Log,
): Result<() => Promise<void>, WebhooksFault> {
  if (webhooks === null) return ok(async () => undefined);
  const secrets = secretsIn(webhooks.secretFile);
  if (secrets === null) return refused("webhook-secret");
  const post = postWebhookTo(new URL(webhooks.url), webhooks.ca);
  return ok(makeDeliverWebhooks({ database: network.database, post, secrets, clock, log }));
}

function secretsIn(file: string): readonly Uint8Array[] | null {
  try {
    return webhookSecrets(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
