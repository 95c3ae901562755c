/**
 * Electron's Node is linked with BoringSSL, which lacks much of OpenSSL; what is asked for and isn't there throws on a
 * branch's kiosk alone, as no test here runs on it.
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

/** Of crypto/digest/digest_extra.cc. BLAKE2, SHA-3, SHAKE and SHA-512/224 are not there. */
const digests = "md4 md5 sha1 sha224 sha256 sha384 sha512 sha512-256 md5-sha1".split(" ");
/** Of crypto/cipher/get_cipher.cc. CCM, OCB, XTS, key wraps and ChaCha20-Poly1305 are not there by name. */
const ciphers = ["128", "192", "256"].flatMap((bits) =>
  ["cbc", "ctr", "ecb", "gcm", "ofb"].map((mode) => `aes-${bits}-${mode}`),
);
/** null: the key's own, which for us is Ed25519 (crypto/evp/p_ed25519.cc). */
const signatures = [...digests.map((digest) => `rsa-${digest}`), ...digests, "null"];

/** For each function of node:crypto that names an algorithm: in which argument, and what BoringSSL has. */
const algorithms: Readonly<Record<string, readonly [argument: number, known: readonly string[]]>> =
  {
    createHash: [0, digests],
    createHmac: [0, digests],
    hkdfSync: [0, digests],
    pbkdf2: [4, digests],
    createCipheriv: [0, ciphers],
    createDecipheriv: [0, ciphers],
    createSign: [0, signatures],
    sign: [0, signatures],
    verify: [0, signatures],
  };
/** Those that name none. Keys from bytes are Ed25519's, by the head in main/adapters/ed25519.ts. */
const withoutAlgorithm = new Set(
  "randomBytes randomUUID timingSafeEqual createSecretKey createPrivateKey createPublicKey X509Certificate".split(
    " ",
  ),
);

/** What the file asks of node:crypto that BoringSSL isn't known to have, or that can't be told from the text. */
function unknownTo(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const constants = new Map<string, ts.Expression>();
  /** Names by which the file calls functions of node:crypto, and node:crypto itself. */
  const functions = new Map<string, string>();
  const wholes = new Set<string>();
  const found: string[] = [];
  const isCrypto = (node: ts.Node | undefined): boolean =>
    node !== undefined && ts.isStringLiteralLike(node) && /^(?:node:)?crypto$/.test(node.text);
  const isRequired = (node: ts.Node): boolean =>
    ts.isCallExpression(node) &&
    node.expression.getText() === "require" &&
    isCrypto(node.arguments[0]);

  const collect = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && isCrypto(node.moduleSpecifier)) {
      const { name, namedBindings, phaseModifier } = node.importClause ?? {};
      // A type asks for nothing at run time.
      if (phaseModifier === ts.SyntaxKind.TypeKeyword) return;
      if (name) wholes.add(name.text);
      if (namedBindings && ts.isNamespaceImport(namedBindings)) wholes.add(namedBindings.name.text);
      if (namedBindings && ts.isNamedImports(namedBindings)) {
        for (const element of namedBindings.elements) {
          functions.set(element.name.text, (element.propertyName ?? element.name).text);
        }
      }
    } else if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) {
      if (isRequired(node.initializer)) {
        wholes.add(node.name.text);
        return;
      }
      if (node.parent.flags & ts.NodeFlags.Const) constants.set(node.name.text, node.initializer);
    } else if (isRequired(node)) found.push(`${file}: ${node.parent.getText()}`);
    ts.forEachChild(node, collect);
  };
  /** The function of node:crypto that a name or `whole.name` means. */
  const meant = (node: ts.Node): string | undefined => {
    if (ts.isIdentifier(node)) return functions.get(node.text);
    const isOfWhole = ts.isPropertyAccessExpression(node) && wholes.has(node.expression.getText());
    return isOfWhole ? node.name.text : undefined;
  };
  const literal = (node: ts.Expression | undefined): string | undefined => {
    if (node === undefined) return undefined;
    if (ts.isStringLiteralLike(node)) return node.text.toLowerCase();
    if (node.kind === ts.SyntaxKind.NullKeyword) return "null";
    return ts.isIdentifier(node) ? literal(constants.get(node.text)) : undefined;
  };
  const check = (node: ts.Node): void => {
    const name = ts.isImportSpecifier(node.parent) ? undefined : meant(node);
    const isNamed = (node.parent as ts.NamedDeclaration).name === node;
    if (name !== undefined && !isNamed && !withoutAlgorithm.has(name)) {
      const [argument, known] = algorithms[name] ?? [0, []];
      const call = ts.isCallExpression(node.parent) && node.parent.expression === node;
      const asked = call ? literal(node.parent.arguments[argument]) : undefined;
      if (asked === undefined || !known.includes(asked)) {
        found.push(`${file}: ${node.parent.getText().split("\n")[0] ?? ""}`);
      }
    }
    ts.forEachChild(node, check);
  };
  collect(source);
  ts.forEachChild(source, check);
  return found;
}

function filesBelow(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

const usesCrypto = (file: string): boolean =>
  /["'](?:node:)?crypto["']/.test(readFileSync(file, "utf8"));
const unknownIn = (files: readonly string[]): string[] =>
  files.flatMap((file) => unknownTo(file, readFileSync(file, "utf8")));

test("the main process asks for no algorithm that BoringSSL lacks", () => {
  const files = filesBelow("main", /\.ts$/).filter(usesCrypto);
  expect(files.length).toBeGreaterThan(5);
  expect(unknownIn(files)).toEqual([]);
});

test("nor do the libraries in its bundle, in what it uses of them", () => {
  // The service isn't in it: it runs on Node, whose OpenSSL has them all.
  const ofService = /^main\/(?:service|registry\/postgresql)\//;
  const ofKiosk = filesBelow("main", /\.ts$/).filter((file) => !ofService.test(file));
  const imported = ofKiosk.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/ from "((?:@[^/"]+\/)?[^/."][^/"]*)/g)].map(
      ([, name]) => name ?? "",
    ),
  );
  const packages = new Set(imported.filter((name) => !/^(?:node:.*|electron)$/.test(name)));
  // A set goes on over what is added to it.
  for (const name of packages) {
    const manifest = readFileSync(`node_modules/${name}/package.json`, "utf8");
    const { dependencies = {} } = JSON.parse(manifest) as { dependencies?: Record<string, string> };
    for (const dependency of Object.keys(dependencies)) packages.add(dependency);
  }
  expect(packages).toContain("nodemailer");
  expect(packages).toContain("@noble/hashes");
  const users = [...packages].flatMap((name) =>
    filesBelow(`node_modules/${name}`, /\.[cm]?js$/)
      // Not in the bundle: tests, benches and the CommonJS twins; DKIM signatures, which no mail of the kiosk's gets. And
      // @noble/hashes hands on the random numbers of Web Crypto, no algorithm.
      .filter((file) => !/\/(?:test|benchmarks?|dkim|cjs)\/|\/cryptoNode\.js$/.test(file))
      .filter(usesCrypto),
  );
  expect(users.length).toBeGreaterThan(3);
  expect(unknownIn(users)).toEqual([]);
  const mailer = filesBelow("main/adapters/nodemailer", /\.ts$/);
  expect(mailer.filter((file) => /dkim/i.test(readFileSync(file, "utf8")))).toEqual([]);
});

test.each([
  `import { createHash } from "node:crypto"; createHash("sha3-256");`,
  `import { createHash as hash } from "node:crypto"; hash("blake2b512");`,
  `import { createHash } from "node:crypto"; createHash(process.argv[2]);`,
  `import { createHash } from "node:crypto"; let name = "sha256"; createHash(name);`,
  `import { createHash } from "node:crypto"; ["sha256"].map(createHash);`,
  `import { createCipheriv } from "node:crypto"; createCipheriv("chacha20-poly1305", key, nonce);`,
  `import { generateKeyPairSync } from "node:crypto"; generateKeyPairSync("ed448");`,
  `import * as crypto from "node:crypto"; crypto.createHmac("sha512-224", key);`,
  `import crypto from "crypto"; crypto.argon2Sync("argon2id", {});`,
  `const crypto = require("crypto"); crypto.createHash("shake128");`,
  `require("node:crypto").createHash("sha256");`,
])("it would be found: %s", (text) => {
  expect(unknownTo("sample.ts", text)).toHaveLength(1);
});

test.each([
  `import { createHash } from "node:crypto"; createHash("SHA256");`,
  `import { sign } from "node:crypto"; const cipher = "aes-256-gcm"; sign(null, cipher, key);`,
  `import { randomBytes } from "node:crypto"; randomBytes(8);`,
  `const text = "node:crypto"; createHash("sha3-256");`,
])("it is known: %s", (text) => {
  expect(unknownTo("sample.ts", text)).toEqual([]);
});
