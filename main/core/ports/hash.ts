/** Hex SHA-256 of `text` in UTF-8. */
export type Hash = (text: string) => string;
