/** What people type into a registry text, in its own indentation and quotes. */
export interface NewTexts {
  readonly entries: readonly string[];
  readonly fields: readonly string[];
  readonly statements: readonly string[];
}

export function newTexts(registry: string): NewTexts {
  const spaces = /^ +(?=['"]\w+['"]: ?\{)/m.exec(registry)?.[0] ?? '    ';
  const indent = /^\t/m.test(registry) ? '\t' : spaces;
  const single = (registry.match(/'/g) ?? []).length > (registry.match(/"/g) ?? []).length;
  const written = (template: string): string => {
    const text = template.replaceAll('>', indent);
    return single ? text.replaceAll('"', "'") : text;
  };
  return {
    entries: ENTRIES.map(written),
    fields: FIELDS.map(written),
    statements: STATEMENTS.map(written),
  };
}

const ENTRIES = [
  `>"NewFeatureStep": {
>>"config_class": "NewFeatureStepConfig",
>>"builder_step_name": "NewFeatureStepStepBuilder",
>>"spec_type": "NewFeatureStep",
>>"sagemaker_step_type": "Processing",
>>"description": "Adds features (new ones)",
>>"job_types": ["training", "testing"],
>},`,
  '>"NewScoringStep": {"config_class": "NewScoringStepConfig", "spec_type": "NewScoringStep"},',
  `>"NewReportStep": dict(
>>config_class="NewReportStepConfig",
>>job_types=[
>>>"training",
>>],
>),`,
];

const FIELDS = [
  '>>"new_field": ["a", {"b": (1, 2)}],',
  `>>"new_metadata": {
>>>"owner": "risk",
>>},`,
];

const STATEMENTS = [
  `class NewFeatureStepConfig(StepConfig):
>"""Settings of the new step.

>They don't depend on others.
>"""

>tags: list[str] = ["a", "b"]

>def path(self, day="today"):
>>return f"{self.bucket}/{day}"
`,
  'MORE_STEPS: Dict[str, Any] = {"MoreStep": {"spec_type": "MoreStep"}}',
  `if os.environ.get("BETA"):
>LOCAL_STEPS.update(
>>MoreStep={"spec_type": "MoreStep"},
>)
`,
];
