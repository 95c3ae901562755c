import { findRuntime } from "../../build/runtime/find-runtime.ts";

/** Chromium's sandbox refuses to run as root, and so do Electron and Chromium unless they are told to leave it. */
export const sandboxFlags: readonly string[] = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/**
 * What starts the app in the folder `app` on this machine's runtime, with further `flags` of Chromium's: every start of
 * a test is made of it. Playwright adds the flag for root too, but takes it out of the app's own arguments again.
 */
export async function runtimeCommand(
  app: string,
  flags: readonly string[] = [],
): Promise<{ readonly executablePath: string; readonly args: string[] }> {
  const { executablePath } = await findRuntime();
  return { executablePath, args: [...sandboxFlags, ...flags, app] };
}
