import { readPskc } from "../../../main/adapters/hand-over/pskc-reader.ts";
import type {
  PskcCounts,
  PskcFault,
  ReadToken,
} from "../../../main/adapters/hand-over/pskc-reader.ts";
import type { Result } from "../../../preload/contract/result.ts";

type Opening = Partial<Parameters<typeof readPskc>[1]>;

/** What a caller keeps of a token that was taken: the secret's bytes are gone after the call. */
type Kept =
  | (Omit<Extract<ReadToken, { token: unknown }>["token"], "secret"> & { readonly secret: string })
  | Exclude<ReadToken, { token: unknown }>;

interface Reading {
  readonly result: Result<PskcCounts, PskcFault>;
  readonly kept: readonly Kept[];
}

/** Reads a whole file, in parts of `partLength` bytes, and keeps the secrets as hex. */
export async function readAll(
  file: string | Uint8Array,
  { opener = null, wanted = "totp" }: Opening = {},
  partLength = 1 << 16,
): Promise<Reading> {
  const bytes = Buffer.from(file);
  const kept: Kept[] = [];
  const parts = function* () {
    for (let at = 0; at < bytes.length; at += partLength) {
      yield bytes.subarray(at, at + partLength);
    }
  };
  const result = await readPskc(parts(), { opener, wanted }, (read) => {
    if (!("token" in read)) kept.push(read);
    else kept.push({ ...read.token, secret: Buffer.from(read.token.secret).toString("hex") });
  });
  return { result, kept };
}

/** The refusal of the whole file, or of its only token; null: there was none. */
export async function refusalOf(
  file: string | Uint8Array,
  opening?: Opening,
): Promise<string | null> {
  const { result, kept } = await readAll(file, opening);
  if (!result.ok) return result.refusal;
  const [first] = kept;
  return first !== undefined && "refusal" in first ? first.refusal : null;
}

/** A key package with an unencrypted secret of 20 bytes. */
export function plainPackage(changes: PackageChanges = {}): string {
  const { serial = "4282-1", algorithm = "totp", digits = 6, encoding = "DECIMAL" } = changes;
  const { parameters = "", data = `<TimeInterval><PlainValue>60</PlainValue></TimeInterval>` } =
    changes;
  const { secret = plainSecret, behind = "" } = changes;
  return `<KeyPackage><DeviceInfo><Manufacturer>Acme</Manufacturer>${serial === null ? "" : `<SerialNo>${serial}</SerialNo>`}</DeviceInfo>
<Key Algorithm="urn:ietf:params:xml:ns:keyprov:pskc:${algorithm}"><AlgorithmParameters>${parameters}<ResponseFormat Length="${String(digits)}" Encoding="${encoding}"/></AlgorithmParameters>
<Data>${secret}${data}</Data>${behind}</Key></KeyPackage>`;
}

interface PackageChanges {
  readonly serial?: string | null;
  readonly algorithm?: string;
  readonly digits?: number;
  readonly encoding?: string;
  /** XML in front of the format of the codes, in place of the interval, of the secret, and behind the data. */
  readonly parameters?: string;
  readonly data?: string;
  readonly secret?: string;
  readonly behind?: string;
}

const plainSecret = "<Secret><PlainValue>MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=</PlainValue></Secret>";

/** A file with these packages; `head`: in front of them. */
export function container(packages: string, head = ""): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<KeyContainer Version="1.0" xmlns="urn:ietf:params:xml:ns:keyprov:pskc">${head}${packages}</KeyContainer>
`;
}
