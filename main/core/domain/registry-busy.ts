/**
 * Thrown by a registry's transaction that another process kept waiting for longer than a customer waits: nothing of it
 * is done, and the same request may succeed in a moment. It is neither a bug nor a fault of the kiosk.
 */
export class RegistryBusy extends Error {
  constructor(cause?: unknown) {
    super("The registry is busy", { cause });
  }
}
