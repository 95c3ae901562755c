/** The kiosk's time, epoch milliseconds. An operation reads it once. */
export type Clock = () => number;
