/** Takes back what version 12 and those after it added. */
export const beforeRecordMacs = `delete from kiosk where key = 'slowest-hash';
  alter table customers drop column mac; alter table staff drop column mac`;

/** Takes back what version 10 and those after it added. */
export const beforeRegistryId = `${beforeRecordMacs};
  delete from kiosk where key in ('registry-id', 'sealing-key')`;

/** Takes back what version 9 and those after it added. */
const beforeMailTries = ["tries", "queued_at", "tried_at", "next_try_at", "cause", "reply"].reduce(
  (sql, column) => `${sql}; alter table outbox drop column ${column}`,
  `${beforeRegistryId}; drop index failed_mails`,
);

/** Takes back what version 8 and those after it added. */
export const beforeStatus = `${beforeMailTries}; alter table customers drop column status;
  alter table customers drop column imported_limit_yen; alter table customers drop column limit_ceiling_yen`;

/** Takes back what version 6 and those after it added. */
export const beforeSearchKeys = `${beforeStatus};
  alter table tokens drop column burnt_steps;
  drop index customers_by_name_key; drop index customers_by_kana_key;
  alter table customers drop column name_key; alter table customers drop column kana_key;
  delete from kiosk where key = 'search-key-version';
  create index customers_by_name on customers (replace(replace(name, ' ', ''), '\u3000', ''));
  create index customers_by_kana on customers (replace(replace(kana, ' ', ''), '\u3000', ''))`;

/** Takes back what version 5 and those after it added. */
export const beforeStrangers = `${beforeSearchKeys};
  drop index strangers; alter table wrong_tries drop column stranger_number`;
