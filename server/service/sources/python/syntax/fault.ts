/** Why Python would refuse a statement, and the token at which that shows. */
export interface Fault {
  readonly message: string;
  readonly token: number;
}
