/** Ends the kiosk's program. Each closes registry and mail first and returns at once; a second call does nothing. */
export interface Power {
  /** It comes back by itself. */
  restart(): void;
  /** It stays away until somebody starts it; the machine goes off with it where the configuration says so. */
  shutDown(): void;
}
