package com.connectgain.shared.lambda;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Request;

/** One request together with who sent it. */
public record Call(Request request, Caller caller) {}
