/** The demo profile's customers, as build/docs/configuration.md documents them. */
export interface DemoCustomer {
  readonly name: string;
  readonly loginId: string;
  readonly loginPassword: string;
  readonly confirmationPassword: string;
}

export const taro: DemoCustomer = {
  name: "福島 太郎",
  loginId: "taro0001",
  loginPassword: "tarologin1",
  confirmationPassword: "tarokaku1",
};

export const hanako: DemoCustomer = {
  name: "会津 花子",
  loginId: "hanako01",
  loginPassword: "hanalogin1",
  confirmationPassword: "hanakaku1",
};

export const jiro: DemoCustomer = {
  name: "磐城 次郎",
  loginId: "jiro0001",
  loginPassword: "jirologin1",
  confirmationPassword: "jirokaku1",
};
