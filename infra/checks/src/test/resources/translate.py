"""Translates the SAM template named by the first argument and prints the resource types, one JSON object: type -> count.

Local CodeUris are replaced first, because the translator only knows uploaded code.
"""

import collections
import json
import os
import sys

import boto3
import samtranslator
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

with open(sys.argv[1], encoding="utf-8") as source:
    template = yaml_parse(source.read())
for resource in template["Resources"].values():
    if resource["Type"] == "AWS::Serverless::Function":
        resource["Properties"]["CodeUri"] = "s3://bucket/key"

policies = os.path.join(os.path.dirname(samtranslator.__file__), "internal", "data", "aws_managed_policies.json")
with open(policies, encoding="utf-8") as source:
    managed_policies = json.load(source)["aws"]

session = boto3.session.Session(region_name="eu-west-1")
# The translator resolves Refs to parameters itself; those without a default get one.
values = {name: "value" for name, parameter in template.get("Parameters", {}).items() if "Default" not in parameter}
translated = Translator(managed_policies, Parser(), boto_session=session).translate(template, values)
print(json.dumps(collections.Counter(resource["Type"] for resource in translated["Resources"].values()), sort_keys=True))
