import {
  Category,
  CategoryChange,
  CategoryInput,
  CategoryList,
  Department,
  DepartmentChange,
  DepartmentInput,
  DepartmentList,
} from '@earshot/sdk/contract'
import { actorOf } from '../guard/session.ts'
import { bodyOf, idOf } from '../invalid.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { addCategory, changeCategory, listCategories, removeCategory } from './category.ts'
import { addDepartment, changeDepartment, listDepartments, removeDepartment } from './store.ts'

/** The departments of the site. */
export function departments({ database }: Services): Endpoint {
  return {
    summary: 'Departments, by name',
    answers: { 200: DepartmentList },
    role: 'agent',
    async handle(request) {
      return { items: await listDepartments(database.write, actorOf(request).siteId), next: null }
    },
  }
}

/** Adds a department. */
export function newDepartment({ database }: Services): Endpoint {
  return {
    summary: 'Add a department',
    body: DepartmentInput,
    answers: { 201: Department },
    problems: ['invalid', 'name_taken'],
    role: 'manager',
    async handle(request, reply) {
      const input = bodyOf(request, DepartmentInput)
      void reply.code(201)
      return database.transaction((tx) => addDepartment(tx, actorOf(request).siteId, input))
    },
  }
}

/** Renames a department, or gives it another lead. */
export function departmentChange({ database }: Services): Endpoint {
  return {
    summary: 'Change a department: what is named changes',
    body: DepartmentChange,
    answers: { 200: Department },
    problems: ['invalid', 'department_unknown', 'name_taken'],
    role: 'manager',
    async handle(request) {
      const change = bodyOf(request, DepartmentChange)
      return database.transaction((tx) => changeDepartment(tx, actorOf(request).siteId, idOf(request), change))
    },
  }
}

/** Removes a department that nothing refers to. */
export function departmentRemoval({ database }: Services): Endpoint {
  return {
    summary: 'Remove a department that has no members, categories or open complaints',
    answers: { 204: null },
    problems: ['department_unknown', 'in_use'],
    role: 'manager',
    async handle(request, reply) {
      await database.transaction((tx) => removeDepartment(tx, actorOf(request).siteId, idOf(request)))
      return reply.code(204).send()
    },
  }
}

/** The categories of the site. */
export function categories({ database }: Services): Endpoint {
  return {
    summary: 'Categories of complaints, by id; `parent` makes them a tree',
    answers: { 200: CategoryList },
    role: 'agent',
    async handle(request) {
      return { items: await listCategories(database.write, actorOf(request).siteId), next: null }
    },
  }
}

/** Adds a category. */
export function newCategory({ database }: Services): Endpoint {
  return {
    summary: 'Add a category',
    body: CategoryInput,
    answers: { 201: Category },
    problems: ['invalid', 'name_taken'],
    role: 'manager',
    async handle(request, reply) {
      const input = bodyOf(request, CategoryInput)
      void reply.code(201)
      return database.transaction((tx) => addCategory(tx, actorOf(request).siteId, input))
    },
  }
}

/** Changes a category. */
export function categoryChange({ database }: Services): Endpoint {
  return {
    summary: 'Change a category: what is named changes, the label as a whole',
    body: CategoryChange,
    answers: { 200: Category },
    problems: ['invalid', 'category_unknown'],
    role: 'manager',
    async handle(request) {
      const change = bodyOf(request, CategoryChange)
      return database.transaction((tx) => changeCategory(tx, actorOf(request).siteId, idOf(request), change))
    },
  }
}

/** Removes a category that has none below it. */
export function categoryRemoval({ database }: Services): Endpoint {
  return {
    summary: 'Remove a category that has none below it, and no open complaints',
    answers: { 204: null },
    problems: ['category_unknown', 'in_use'],
    role: 'manager',
    async handle(request, reply) {
      await database.transaction((tx) => removeCategory(tx, actorOf(request).siteId, idOf(request)))
      return reply.code(204).send()
    },
  }
}
