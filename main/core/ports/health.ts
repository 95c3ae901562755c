import type { Measurements } from "../domain/health.ts";

/**
 * Measures the kiosk's parts as they are now, beside a kiosk that serves or without one. It writes nothing, makes
 * nothing, and answers whatever is broken.
 */
export type MeasureHealth = () => Promise<Measurements>;
