/** The demo profile's staff as they sign in. */
export const assistant = { staffId: "100001", pin: "624813" };
export const auditor = { staffId: "400001", pin: "168357" };
export const officer = { staffId: "200001", pin: "846135" };
export const maintainer = { staffId: "300001", pin: "957246" };
