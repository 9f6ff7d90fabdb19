import * as z from 'zod/mini';
import { isRuntimeIdentifier, stripped } from '../acceptance.js';
import { RegistryType } from '../models.js';

const identifier = (what: string) =>
  z.pipe(
    z.pipe(z.string(), z.transform(stripped)),
    z.string().check(
      z.minLength(1),
      z.refine(isRuntimeIdentifier, {
        error: issue => `${what} '${String(issue.input)}' contains invalid characters`,
      }),
    ),
  );

/** Registry type, step name and workspace id as the runtime accepts them: stripped, letters, digits, `_` and `-`. */
export const RegistryValidationModel = z.strictObject({
  registry_type: RegistryType,
  step_name: identifier('Step name'),
  workspace_id: z._default(z.nullable(identifier('Workspace ID')), null),
});
export type RegistryValidationModel = z.infer<typeof RegistryValidationModel>;
