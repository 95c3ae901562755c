/**
 * Fills `template`: `ユーザID : {userId}` → `ユーザID : 999800000001`. Filled-in values aren't looked at
 * again. A name in braces without a value is a mistake of the configuration and throws.
 */
export function filledMailText(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new Error(`Unknown placeholder {${name}} in a mail text`);
    return value;
  });
}

/** What a mail says. */
export interface MailWords {
  readonly subject: string;
  readonly text: string;
}

const separator = "――――――――――――――――――――";

/**
 * A mail in the customer's language with the Japanese one, which is the bank's own, below a line. Plain text has no
 * furigana: of 漢字《かんじ》 the text keeps 漢字（かんじ） and the subject, which has little room, 漢字.
 */
export function aboveJapanese(theirs: MailWords, japanese: MailWords): MailWords {
  const subject = theirs.subject.replace(/｜|《[^》]*》/g, "");
  const text = theirs.text.replace(/｜/g, "").replace(/《([^》]*)》/g, "（$1）");
  return {
    subject: subject === japanese.subject ? subject : `${subject} / ${japanese.subject}`,
    text: `${text.trimEnd()}\n\n${separator}\n\n${japanese.text}`,
  };
}
