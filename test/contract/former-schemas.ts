/** Takes back what version 15 added. */
const beforeNetworks = `alter table journal drop column writer;
  alter table outbox drop column claimed_until`;

/** Takes back what version 14 and those after it added; what was counted goes back into the table of before. */
export const beforeFailureColumns = `${beforeNetworks};
  create table wrong_tries (subject text not null, kind text not null, count integer not null, stranger_number bigint,
    constraint wrong_tries_key primary key (subject, kind));
  insert into wrong_tries select subject, kind, count, number from stranger_failures;
  insert into wrong_tries select login_id, 'loginPassword', login_failures, null from customers where login_failures > 0;
  insert into wrong_tries select login_id, 'confirmationPassword', confirmation_failures, null from customers
    where confirmation_failures > 0;
  insert into wrong_tries select login_id, 'startPassword', start_failures, null from customers
    join tokens on customer_id = id where start_failures > 0;
  insert into wrong_tries select login_id, 'oneTimePassword', code_failures, null from customers
    join tokens on customer_id = id where code_failures > 0;
  insert into wrong_tries select id, 'pin', pin_failures, null from staff where pin_failures > 0;
  create index strangers on wrong_tries (stranger_number) where stranger_number is not null;
  drop table stranger_failures;
  alter table customers drop column login_failures; alter table customers drop column confirmation_failures;
  alter table tokens drop column start_failures; alter table tokens drop column code_failures;
  alter table staff drop column pin_failures`;

/** Takes back what version 12 and those after it added. */
export const beforeRecordMacs = `${beforeFailureColumns}; delete from kiosk where key = 'slowest-hash';
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
