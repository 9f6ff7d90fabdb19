import { type WritePlan, WriteRefused, writePlan } from '../host/writing.js';
import { UsageError } from './command.js';

/**
 * Writes a plan, all or nothing.
 * @throws UsageError where it could not be written
 */
export async function write(root: string, plan: WritePlan): Promise<void> {
  try {
    await writePlan(root, plan);
  } catch (error) {
    if (error instanceof WriteRefused) throw new UsageError(error.message);
    throw error;
  }
}
