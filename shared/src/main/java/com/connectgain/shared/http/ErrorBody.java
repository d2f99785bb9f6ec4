package com.connectgain.shared.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The two renderings of a {@link Problem}; there is no third. */
public enum ErrorBody {
    /** Edge functions: the superset of the documented shapes, {@code error} and {@code message} being one text. */
    FUNCTION {
        @Override
        ObjectNode render(Problem problem) {
            ObjectNode body = Json.object().put("error", problem.getMessage()).put("message", problem.getMessage());
            body.set("details", problem.details());
            return body.put("hint", problem.hint()).put("code", problem.code());
        }
    },
    /** {@code /rest/v1}: PostgREST's own body, plus {@code error} for readers of the other shape. */
    REST {
        @Override
        ObjectNode render(Problem problem) {
            ObjectNode body = Json.object().put("code", problem.code());
            body.set("details", problem.details());
            return body.put("hint", problem.hint())
                    .put("message", problem.getMessage())
                    .put("error", problem.getMessage());
        }
    };

    abstract ObjectNode render(Problem problem);

    public Response response(Problem problem) {
        Response response = Response.json(problem.status(), render(problem));
        for (var header : problem.headers().entrySet()) {
            response = response.withHeader(header.getKey(), header.getValue());
        }
        return response;
    }
}
