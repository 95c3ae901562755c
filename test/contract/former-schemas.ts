/** Takes back what version 7 of the schema added. */
export const beforeBurntSteps = "alter table tokens drop column burnt_steps";

/** Takes back what version 6 and those after it added. */
export const beforeSearchKeys = `${beforeBurntSteps};
  drop index customers_by_name_key; drop index customers_by_kana_key;
  alter table customers drop column name_key; alter table customers drop column kana_key;
  delete from kiosk where key = 'search-key-version';
  create index customers_by_name on customers (replace(replace(name, ' ', ''), '\u3000', ''));
  create index customers_by_kana on customers (replace(replace(kana, ' ', ''), '\u3000', ''))`;

/** Takes back what version 5 and those after it added. */
export const beforeStrangers = `${beforeSearchKeys};
  drop index strangers; alter table wrong_tries drop column stranger_number`;
