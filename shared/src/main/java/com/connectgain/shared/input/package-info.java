/** Bodies as clients send them, read field by field: values in stored form, or a refusal that names the field. */
package com.connectgain.shared.input;
