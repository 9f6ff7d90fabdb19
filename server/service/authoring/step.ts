import { canonicalToSnake } from '../registry/names/snakeCase.js';
import type { PyValue } from '../sources/values.js';

/** A file that is to be made. */
export interface NewFile {
  /** `/` separated, relative to the folder that the caller names. */
  readonly path: string;
  readonly text: string;
}

/** A step that is to be made; class names derive from its name. */
export interface NewStep {
  /** PascalCase. */
  readonly name: string;
  readonly sagemakerType: string;
  readonly description: string;
  /** Further fields of the row. */
  readonly extra: ReadonlyMap<string, PyValue>;
}

/** Why a text cannot name a new step; undefined where it can. */
export function newStepNameProblem(name: string, taken: ReadonlySet<string>): string | undefined {
  if (name === '') return 'Type a name in PascalCase, such as RiskScore.';
  if (!/^[A-Z]/.test(name)) return 'A step name starts with a capital letter.';
  if (!/^[A-Za-z0-9]+$/.test(name)) return 'A step name has letters and digits only.';
  if (name.endsWith('StepBuilder') || name.endsWith('Config')) {
    return 'Leave out StepBuilder and Config: class names derive from the step name.';
  }
  if (taken.has(name)) return `The step ${name} exists already.`;
  return undefined;
}

function docstring(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"""', "'''").replace(/\s+/g, ' ').trim();
}

/** A builder class that Python accepts and that says what is left to do. */
export function builderFile(step: NewStep): NewFile {
  const { name } = step;
  return {
    path: `builder_${canonicalToSnake(name)}_step.py`,
    text: `"""Builder of ${name}."""

from cursus.core.base.builder_base import StepBuilderBase


class ${name}StepBuilder(StepBuilderBase):
    """${docstring(step.description)}."""

    def validate_configuration(self) -> None:
        """Raises ValueError where the configuration cannot be built."""

    def create_step(self, **kwargs):
        """Returns the SageMaker ${step.sagemakerType} step."""
        raise NotImplementedError("${name}StepBuilder.create_step")
`,
  };
}

/** A configuration class on the base class that fits the SageMaker type. */
export function configFile(step: NewStep): NewFile {
  const { name } = step;
  const processing = step.sagemakerType === 'Processing';
  const module = processing
    ? 'cursus.steps.configs.config_processing_step_base'
    : 'cursus.core.base.config_base';
  const base = processing ? 'ProcessingStepConfigBase' : 'BasePipelineConfig';
  return {
    path: `config_${canonicalToSnake(name)}_step.py`,
    text: `"""Configuration of ${name}."""

from ${module} import ${base}


class ${name}Config(${base}):
    """${docstring(step.description)}."""

    job_type: str = "training"
`,
  };
}

/** An interface file with its registry block, for a core in today's layout. */
export function interfaceFile(step: NewStep): NewFile {
  const { name } = step;
  return {
    path: `${canonicalToSnake(name)}.step.yaml`,
    text: `step_type: ${name}
node_type: internal
registry:
  sagemaker_step_type: ${step.sagemakerType}
  description: ${JSON.stringify(step.description)}
contract:
  entry_point: ${canonicalToSnake(name)}.py
  inputs: {}
  outputs: {}
spec:
  dependencies: {}
  outputs: {}
`,
  };
}
