import {
  type ChooseWinnerParams,
  type IgnoreParams,
  Method,
  type NewStepParams,
  type ProjectParams,
  type StepParams,
} from '../shared/protocol.js';
import type { RegistryActions } from './host/registryActions.js';

/**
 * Answers the requests of the actions that write; one line for each.
 * @param actions are there when the client has initialized
 */
export function answerActions(
  on: <P, R>(method: string, answer: (params: P) => R | Promise<R>) => void,
  actions: () => RegistryActions,
): void {
  on(Method.winners, (params: StepParams) => actions().winners(params));
  on(Method.chooseWinner, (params: ChooseWinnerParams) => actions().chooseWinner(params));
  on(Method.rememberedChoices, (params: ProjectParams) => actions().rememberedChoices(params));
  on(Method.newStepTargets, (params: ProjectParams) => actions().newStepTargets(params));
  on(Method.newStepNameProblem, (params: StepParams) => actions().newStepNameProblem(params));
  on(Method.newStep, (params: NewStepParams) => actions().newStep(params));
  on(Method.overrideStep, (params: StepParams) => actions().overrideStep(params));
  on(Method.definitions, (params: StepParams) => actions().definitions(params));
  on(Method.stepFindings, (params: StepParams) => actions().stepFindings(params));
  on(Method.ignoreFindings, (params: IgnoreParams) => actions().ignoreFindings(params));
}
