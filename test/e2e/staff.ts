/** The demo profile's staff, as build/docs/configuration.md documents them. */
export interface DemoStaff {
  readonly name: string;
  readonly staffId: string;
  readonly pin: string;
}

/** 係員 */
export const nihonmatsu: DemoStaff = { name: "二本松 係員", staffId: "100001", pin: "624813" };

/** 保守 */
export const sukagawa: DemoStaff = { name: "須賀川 保守", staffId: "300001", pin: "957246" };
/** 役席 */
export const shirakawa: DemoStaff = { name: "白河 役席", staffId: "200001", pin: "846135" };

/** 監査 */
export const soma: DemoStaff = { name: "相馬 監査", staffId: "400001", pin: "168357" };
