import type { AuthenticatorApp, Palette } from "../../preload/contract/answers.ts";
import type { MailKind, NoticeKind, TokenMailKind } from "../../preload/contract/customer-sheet.ts";
import type { OfferedLanguage, Words } from "../../preload/contract/words-by-key.ts";

/** Everything that differs from bank to bank and from kiosk to kiosk; frozen after start. */
export interface Config {
  /** Marks every screen as a demonstration and registers the demo customers; a packaged kiosk refuses it. */
  readonly demo: boolean;
  /** Absolute path of the folder with the bank's own look and words; null: there is none. */
  readonly branding: string | null;
  readonly bank: { readonly name: string; readonly phone: string; readonly colours: Palette };
  readonly token: {
    /** サービスID */
    readonly serviceId: string;
    /** The first ユーザID that this kiosk's registry issues, 12 digits. */
    readonly firstUserId: string;
    /**
     * The last ユーザID that it issues, 12 digits: another kiosk's range may begin after it. null: no last one is stated.
     */
    readonly lastUserId: string | null;
    /** The issuer in the otpauth URI: 1–8 of `A-Za-z0-9-`. */
    readonly issuer: string;
    /** Calendar days in Japan to wait after a release; 1: from 00:00 of the next day. */
    readonly reissueDays: number;
    /** 振込・振替限度額 after a release is at most this many yen. */
    readonly releaseLimitYen: number;
    /**
     * For how many hours after 利用開始 the internet bank may hold transfers back: BOK002 and the 控え say so, and the bank
     * does it. null: they say nothing.
     */
    readonly transferHoldHours: number | null;
  };
  /** The rules for files of customers. */
  readonly customers: {
    /** The characters besides letters and digits that a 顧客番号 and a ログインID may have. */
    readonly idSigns: string;
    readonly loginIdSigns: string;
    /** The length of a plain ログインパスワード or 確認用パスワード, in characters. */
    readonly passwordLength: { readonly least: number; readonly most: number };
  };
  readonly kiosk: {
    /** The kiosk's name in the journal and on slips. */
    readonly name: string;
    /** The branch where the kiosk stands, for slips. */
    readonly branch: string;
    /** Whether the machine is switched off when staff shut the kiosk down. */
    readonly powerOff: boolean;
  };
  /**
   * The bank's service, which has the registry of a kiosk of the bank's network; null: the kiosk is alone, and has its
   * own.
   */
  readonly service: {
    /** "HOST:PORT", in the order of preference; never empty. */
    readonly hosts: readonly string[];
    /** The fingerprint of the service's key, 64 hex digits; null: the one that was confirmed at the join. */
    readonly fingerprint?: string | null;
  } | null;
  /** "HOST" or "HOST:PORT" of the NTP server that the clock is compared with; null: no server. */
  readonly clock: { readonly ntpServer: string | null };
  readonly print: {
    /** The system's name of the printer for slips; null: slips are written into `prints/` as PDF. */
    readonly printer: string | null;
    readonly paper: "a5" | "80mm";
    /** How often a customer may print between sign-in and sign-out. */
    readonly perVisit: number;
  };
  /** For how many days data of customers is retained after it has served its purpose; null: for ever. */
  readonly retention: {
    /** Mail addresses: of a mail after its end, of a token after its release or replacement. */
    readonly mailAddressDays: number | null;
    /** 控え in `prints/`. */
    readonly printDays: number | null;
    /** The exports of 監査 in `exports/`. */
    readonly exportDays: number | null;
    /** Mails in the spool folder `mail/`. */
    readonly spoolDays: number | null;
  };
  readonly lockout: { readonly wrongTries: number };
  readonly setupCode: {
    readonly showings: number;
    readonly seconds: number;
    readonly minutesAfterIssue: number;
  };
  readonly idle: {
    readonly seconds: number;
    /** In place of `seconds` where the customer handles the phone or notes numbers; never less than that. */
    readonly phoneSeconds: number;
    readonly warningSeconds: number;
    readonly finishSeconds: number;
    /** A session without any request ends after this long, whatever the screen does. */
    readonly sessionMinutes: number;
    /** A staff session ends after this many seconds without a touch. */
    readonly staffSeconds: number;
  };
  readonly screen: { readonly pixelsPerMillimetre: number };
  readonly keychain: { readonly timeoutSeconds: number };
  readonly apps: {
    readonly suitable: readonly AuthenticatorApp[];
    readonly unsuitable: readonly AuthenticatorApp[];
  };
  readonly mail: {
    readonly from: { readonly name: string; readonly address: string };
    /** null: mails are written into the spool folder `mail/`. */
    readonly smtp: {
      readonly host: string;
      readonly port: number;
      readonly security: "none" | "starttls" | "tls";
      /**
       * PEM of the certificates that replace the system's authorities for this server; null: the system's are used. A
       * file states their path.
       */
      readonly ca?: string | null;
    } | null;
    /** Domains that a customer must allow in their mail filter. */
    readonly domains: readonly string[];
    /** The download pages of the token app: 携帯の方, スマートフォンの方. */
    readonly links: { readonly mobile: string; readonly smartphone: string };
    /** Subject and text; both may hold the schema's placeholders, such as `{bankName}`. */
    readonly texts: Readonly<Record<MailKind, MailTemplate>>;
  };
}

export interface MailTemplate {
  readonly subject: string;
  readonly text: string;
}

/** The bank's additions to its configuration, and the languages of the kiosk itself. */
export interface Brand {
  readonly logo: Logo | null;
  /** Japanese first. */
  readonly languages: readonly Language[];
  /** The sections of the Japanese words in which the bank has changed a text. */
  readonly changedWords: Words;
}

export interface Logo {
  readonly type: "image/svg+xml" | "image/png";
  readonly content: Uint8Array<ArrayBuffer>;
}

/** A bank's language may lack the notices to a former address, which are then sent in Japanese alone. */
export type LanguageMails = Readonly<Record<TokenMailKind, MailTemplate>> &
  Readonly<Partial<Record<NoticeKind, MailTemplate | undefined>>>;

export interface Language extends OfferedLanguage {
  /** All texts of the screens. */
  readonly words: Words;
  /** null for Japanese, whose mails are the configuration's. */
  readonly mails: LanguageMails | null;
}
