import type { Config, Language } from "../../../config/config.ts";
import type { MailPlaceholder } from "../../../config/schema.ts";
import { aboveJapanese, filledMailText } from "../../domain/mail-text.ts";
import type { MailWords } from "../../domain/mail-text.ts";
import type { OutgoingMail } from "../../domain/outgoing-mail.ts";
import type { MailMessage } from "../../ports/mailer.ts";

/** The texts of mails, and the bank that sends them. */
export interface MailTexts {
  readonly config: {
    readonly bank: Pick<Config["bank"], "name" | "phone">;
    readonly token: Pick<Config["token"], "serviceId">;
    readonly mail: Pick<Config["mail"], "texts" | "links">;
  };
  readonly languages: readonly Language[];
}

/** The text also has the customer's language, if the kiosk offers it and it has this mail. */
export function renderedMail({ config, languages }: MailTexts, mail: OutgoingMail): MailMessage {
  const { bank, token, mail: mailConfig } = config;
  const values: Record<MailPlaceholder, string> = {
    bankName: bank.name,
    serviceId: token.serviceId,
    userId: mail.userId,
    phone: bank.phone,
    mobileLink: mailConfig.links.mobile,
    smartphoneLink: mailConfig.links.smartphone,
  };
  const filled = ({ subject, text }: MailWords): MailWords => ({
    subject: filledMailText(subject, values),
    text: filledMailText(text, values),
  });
  const japanese = filled(mailConfig.texts[mail.kind]);
  const translation = languages.find(({ code }) => code === mail.language)?.mails?.[mail.kind];
  const words = translation === undefined ? japanese : aboveJapanese(filled(translation), japanese);
  return { id: mail.id, to: mail.to, ...words, at: mail.createdAt };
}
