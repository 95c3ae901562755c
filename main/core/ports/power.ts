/**
 * Ends the kiosk's program. Each action first closes registry and mail and returns at once; a second call does nothing.
 */
export interface Power {
  /** The program starts again by itself. */
  restart(): void;
  /** The program stays off until it is started by hand; where it is configured, the machine is switched off too. */
  shutDown(): void;
}
