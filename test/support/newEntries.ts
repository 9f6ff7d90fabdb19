/** New entries as people type them into a registry text, in its own indentation and quotes. */
export function newEntries(registry: string): string[] {
  const indent = /^\t/m.test(registry)
    ? '\t'
    : (/^ +(?=['"]\w+['"]: ?\{)/m.exec(registry)?.[0] ?? '    ');
  const single = (registry.match(/'/g) ?? []).length > (registry.match(/"/g) ?? []).length;
  return [MULTI_LINE, ONE_LINE, CALL].map(template => {
    const text = template.replaceAll('>', indent);
    return single ? text.replaceAll('"', "'") : text;
  });
}

const MULTI_LINE = `>"NewFeatureStep": {
>>"config_class": "NewFeatureStepConfig",
>>"builder_step_name": "NewFeatureStepStepBuilder",
>>"spec_type": "NewFeatureStep",
>>"sagemaker_step_type": "Processing",
>>"description": "Adds features (new ones)",
>>"job_types": ["training", "testing"],
>},`;

const ONE_LINE = `>"NewScoringStep": {"config_class": "NewScoringStepConfig", "spec_type": "NewScoringStep"},`;

const CALL = `>"NewReportStep": dict(
>>config_class="NewReportStepConfig",
>>job_types=[
>>>"training",
>>],
>),`;
