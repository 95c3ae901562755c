import { existsSync } from "node:fs";
import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import MailComposer from "nodemailer/lib/mail-composer";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Mailer } from "../../core/ports/mailer.ts";
import { syncFolder } from "../folders.ts";
import { mailContent } from "./mail-content.ts";
import type { Sender } from "./mail-content.ts";

/**
 * Writes each mail as `<id>.eml` (RFC 5322, mode 600) into `folder`, which it makes in the data folder; a repeated id
 * overwrites its file. No partial file is ever visible: a file gets its name when its bytes are on the disk.
 */
export function spoolMailer(folder: string, from: Sender): Mailer {
  return {
    async send(message) {
      if (!/^[\w-]+$/.test(message.id)) throw new Error("A mail's id must do as a file name");
      const bytes = await new MailComposer(mailContent(message, from)).compile().build();
      try {
        if (!existsSync(folder)) await mkdir(folder, { mode: 0o700 });
        const unfinished = join(folder, `.${message.id}.part`);
        await writeDurably(unfinished, bytes);
        await rename(unfinished, join(folder, `${message.id}.eml`));
        await syncFolder(folder);
        return ok(null);
      } catch (error) {
        if (error instanceof Error && "syscall" in error) {
          return refused({ cause: "disk", reply: null });
        }
        throw error;
      }
    },
  };
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  await using file = await open(path, "w", 0o600);
  await file.writeFile(bytes);
  await file.sync();
}
