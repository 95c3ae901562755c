import { periodSeconds } from "../../core/domain/totp.ts";
import type { OneTimePasswords } from "../../core/ports/cryptography.ts";
import type { HandedToken, HandOverFormat } from "../../core/ports/hand-over.ts";

/**
 * A realm with users and their OTP credentials in Keycloak's own model (OTPCredentialModel), for `kc.sh import` into a new
 * realm or a partial import into one that is there. Without `secretEncoding` Keycloak takes the text for the key itself,
 * and no code ever matches. It keeps the last code to itself (`reusable codes` of its policy) and takes none from a file.
 */
export function keycloakRealm(
  realm: string,
  { base32 }: Pick<OneTimePasswords, "base32">,
): HandOverFormat {
  const userOf = ({ userId, loginId, secret, startedAt }: HandedToken) => ({
    username: loginId,
    enabled: true,
    credentials: [
      {
        type: "otp",
        userLabel: userId,
        createdDate: startedAt,
        secretData: JSON.stringify({ value: base32(secret) }),
        credentialData: JSON.stringify({
          subType: "totp",
          digits: 6,
          counter: 0,
          period: periodSeconds,
          algorithm: "HmacSHA1",
          secretEncoding: "BASE32",
        }),
      },
    ],
  });
  return {
    ...{ kind: "keycloak", tellsLastStep: false },
    header: () => `{"realm":${JSON.stringify(realm)},"enabled":true,"users":[\n`,
    token: (token, index) => `${index === 0 ? "" : ",\n"}${JSON.stringify(userOf(token))}`,
    footer: () => "\n]}\n",
  };
}
