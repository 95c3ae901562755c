import type { Config } from "./config.ts";
import { defaults } from "./defaults.ts";

/** The configuration of a trial kiosk: the bank, numbers and domains of the manual; mails go into the spool folder. */
export const demoProfile: Config = {
  ...defaults,
  demo: true,
  bank: { ...defaults.bank, name: "福島県商工信用組合", phone: "024-991-1000" },
  token: {
    ...defaults.token,
    serviceId: "10112231",
    firstUserId: "999800000001",
    issuer: "FKENSHIN",
  },
  kiosk: { ...defaults.kiosk, branch: "本店営業部" },
  mail: {
    ...defaults.mail,
    from: { name: "福島県商工信用組合", address: "otp@fukushimakenshin.co.jp" },
    smtp: null,
    domains: ["fukushimakenshin.co.jp", "otp-auth.net"],
    // The links that the manual prints.
    links: {
      mobile: "https://xxxxx.xxxxx.xxxxx.xxxxx",
      smartphone: "https://xxxxx.xxxxx.xxxxx.xxxxx",
    },
  },
};
