/** The demo profile's staff, as the README documents them. */
export interface DemoStaff {
  readonly name: string;
  readonly staffId: string;
  readonly pin: string;
}

/** 係員 */
export const nihonmatsu: DemoStaff = { name: "二本松 係員", staffId: "100001", pin: "624813" };
