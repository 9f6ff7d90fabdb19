import * as z from 'zod';
import { isRuntimeIdentifier, stripped } from '../acceptance.js';
import { RegistryType } from '../models.js';

const identifier = (what: string) =>
  z
    .string()
    .transform(stripped)
    .pipe(
      z
        .string()
        .min(1)
        .refine(isRuntimeIdentifier, {
          error: issue => `${what} '${String(issue.input)}' contains invalid characters`,
        }),
    );

/** Registry type, step name and workspace id as the runtime accepts them: stripped, letters, digits, `_` and `-`. */
export const RegistryValidationModel = z.strictObject({
  registry_type: RegistryType,
  step_name: identifier('Step name'),
  workspace_id: identifier('Workspace ID').nullable().default(null),
});
export type RegistryValidationModel = z.infer<typeof RegistryValidationModel>;
