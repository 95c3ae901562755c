/** 利用可; 停止: frozen by the bank; 解約: closed, or the customer has died. A customer who isn't `active` can't sign in. */
export type CustomerStatus = "active" | "suspended" | "closed";
