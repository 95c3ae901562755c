import { periodSeconds } from "../../core/domain/totp.ts";
import { writtenTime } from "../../core/domain/tokyo-day.ts";
import type { OneTimePasswords } from "../../core/ports/cryptography.ts";
import type { HandedToken, HandOverFormat } from "../../core/ports/hand-over.ts";

/**
 * The users file of liboath, which pam_oath reads (oath-toolkit, liboath/usersfile.c): type, user, password ("-": none)
 * and secret; then a moving factor that TOTP doesn't use, and the last code with its time, which is refused when it
 * comes again. pam_oath reads the time as its machine's own and decides nothing by it; here it is Japan's.
 */
export function usersOath({ codeAt }: Pick<OneTimePasswords, "codeAt">): HandOverFormat {
  return {
    ...{ kind: "users-oath", tellsLastStep: true },
    header: () => "",
    token({ loginId, secret, lastStep }: HandedToken) {
      const hex = Buffer.from(secret.buffer, secret.byteOffset, secret.length).toString("hex");
      const line = `HOTP/T${String(periodSeconds)}/6 ${loginId} - ${hex}`;
      if (lastStep === null) return `${line}\n`;
      const time = writtenTime(lastStep * periodSeconds * 1_000).replace(" ", "T");
      return `${line} 0 ${codeAt(secret, lastStep)} ${time}L\n`;
    },
    footer: () => "",
  };
}
