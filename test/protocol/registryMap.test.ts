import { expect, it } from 'vitest';
import { ENGINE } from '../../server/host/engine.js';
import { Method } from '../../shared/protocol.js';
import { openProject } from '../support/openedProject.js';

const SERVER = { version: '0.0.0', engine: ENGINE, environment: {} };
const registryOf = (id: string): string =>
  `developers/${id}/src/cursus_dev/registry/workspace_registry.py`;
const TABLE = `LOCAL_STEPS = {
    "RiskScore": {
        "config_class": "RiskScoreConfig",
        "builder_step_name": "RiskScoreStepBuilder",
        "spec_type": "RiskScore",
        "sagemaker_step_type": "Processing",
        "description": "Scores",
    },
}
`;

function pageWith(choice: string): Promise<string> {
  return openProject(
    {
      [registryOf('ann')]: TABLE,
      [registryOf('bob')]: TABLE,
      'cursus-registry.yaml': `choices:\n  RiskScore: ${choice}\n`,
    },
    { server: SERVER },
  ).then(({ client }) => client.request<string>(Method.registryPage, {}));
}

it('the registry map follows a remembered choice and says so', async () => {
  const page = await pageWith('bob');
  expect(page).toContain('cursus-registry.yaml remembers bob as the winner.');
  expect(page).toContain('In <b>ann</b> it resolves to bob <span class="dim">(manual)</span>');
  expect(page).toContain('<th>Remembered winner</th>');
});

it('the registry map says why a remembered choice has no effect', async () => {
  const page = await pageWith('zoe');
  expect(page).toContain(
    'remembers zoe as the winner, without effect: &#39;zoe&#39; does not declare &#39;RiskScore&#39;; ann, bob do.',
  );
});
